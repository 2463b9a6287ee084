/*! mitra-widget 0.1.0, Apache-2.0; made of sources 624cc9016b0c7e8f48c80d65f0210c8224feed5cfd184153952fa42cc7e0bda4 */
"use strict";(()=>{var de=window.trustedTypes,h=Object.assign(Object.create(null),{ShadowRoot:window.ShadowRoot,trustedTypes:de&&{emptyScript:"",createPolicy:(s,e)=>de.createPolicy("mitra",e)}});var B=h,z=B.ShadowRoot&&(B.ShadyCSS===void 0||B.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,W=Symbol(),pe=new WeakMap,U=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==W)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(z&&e===void 0){let r=t!==void 0&&t.length===1;r&&(e=pe.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),r&&pe.set(t,e))}return e}toString(){return this.cssText}},ue=s=>new U(typeof s=="string"?s:s+"",void 0,W),K=(s,...e)=>{let t=s.length===1?s[0]:e.reduce((r,n,i)=>r+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(n)+s[i+1],s[0]);return new U(t,s,W)},he=(s,e)=>{if(z)s.adoptedStyleSheets=e.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(let t of e){let r=document.createElement("style"),n=B.litNonce;n!==void 0&&r.setAttribute("nonce",n),r.textContent=t.cssText,s.appendChild(r)}},Q=z?s=>s:s=>s instanceof CSSStyleSheet?(e=>{let t="";for(let r of e.cssRules)t+=r.cssText;return ue(t)})(s):s;var{is:Ie,defineProperty:Be,getOwnPropertyDescriptor:ze,getOwnPropertyNames:Fe,getOwnPropertySymbols:Ve,getPrototypeOf:Je}=Object,F=h,me=F.trustedTypes,We=me?me.emptyScript:"",Ke=F.reactiveElementPolyfillSupport,O=(s,e)=>s,G={toAttribute(s,e){switch(e){case Boolean:s=s?We:null;break;case Object:case Array:s=s==null?s:JSON.stringify(s)}return s},fromAttribute(s,e){let t=s;switch(e){case Boolean:t=s!==null;break;case Number:t=s===null?null:Number(s);break;case Object:case Array:try{t=JSON.parse(s)}catch{t=null}}return t}},fe=(s,e)=>!Ie(s,e),ge={attribute:!0,type:String,converter:G,reflect:!1,useDefault:!1,hasChanged:fe};h.metadata??=Symbol("metadata"),F.litPropertyMetadata??=new WeakMap;var v=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=ge){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let r=Symbol(),n=this.getPropertyDescriptor(e,r,t);n!==void 0&&Be(this.prototype,e,n)}}static getPropertyDescriptor(e,t,r){let{get:n,set:i}=ze(this.prototype,e)??{get(){return this[t]},set(o){this[t]=o}};return{get:n,set(o){let l=n?.call(this);i?.call(this,o),this.requestUpdate(e,l,r)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??ge}static _$Ei(){if(this.hasOwnProperty(O("elementProperties")))return;let e=Je(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(O("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(O("properties"))){let t=this.properties,r=[...Fe(t),...Ve(t)];for(let n of r)this.createProperty(n,t[n])}let e=this[h.metadata];if(e!==null){let t=h.litPropertyMetadata.get(e);if(t!==void 0)for(let[r,n]of t)this.elementProperties.set(r,n)}this._$Eh=new Map;for(let[t,r]of this.elementProperties){let n=this._$Eu(t,r);n!==void 0&&this._$Eh.set(n,t)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let r=new Set(e.flat(1/0).reverse());for(let n of r)t.unshift(Q(n))}else e!==void 0&&t.push(Q(e));return t}static _$Eu(e,t){let r=t.attribute;return r===!1?void 0:typeof r=="string"?r:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let r of t.keys())this.hasOwnProperty(r)&&(e.set(r,this[r]),delete this[r]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return he(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,r){this._$AK(e,r)}_$ET(e,t){let r=this.constructor.elementProperties.get(e),n=this.constructor._$Eu(e,r);if(n!==void 0&&r.reflect===!0){let i=(r.converter?.toAttribute!==void 0?r.converter:G).toAttribute(t,r.type);this._$Em=e,i==null?this.removeAttribute(n):this.setAttribute(n,i),this._$Em=null}}_$AK(e,t){let r=this.constructor,n=r._$Eh.get(e);if(n!==void 0&&this._$Em!==n){let i=r.getPropertyOptions(n),o=typeof i.converter=="function"?{fromAttribute:i.converter}:i.converter?.fromAttribute!==void 0?i.converter:G;this._$Em=n;let l=o.fromAttribute(t,i.type);this[n]=l??this._$Ej?.get(n)??l,this._$Em=null}}requestUpdate(e,t,r,n=!1,i){if(e!==void 0){let o=this.constructor;if(n===!1&&(i=this[e]),r??=o.getPropertyOptions(e),!((r.hasChanged??fe)(i,t)||r.useDefault&&r.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,r))))return;this.C(e,t,r)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,t,{useDefault:r,reflect:n,wrapped:i},o){r&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??t??this[e]),i!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||r||(t=void 0),this._$AL.set(e,t)),n===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(t){Promise.reject(t)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[n,i]of this._$Ep)this[n]=i;this._$Ep=void 0}let r=this.constructor.elementProperties;if(r.size>0)for(let[n,i]of r){let{wrapped:o}=i,l=this[n];o!==!0||this._$AL.has(n)||l===void 0||this.C(n,void 0,i,l)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(r=>r.hostUpdate?.()),this.update(t)):this._$EM()}catch(r){throw e=!1,this._$EM(),r}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),this._$EM()}updated(e){}firstUpdated(e){}};v.elementStyles=[],v.shadowRootOptions={mode:"open"},v[O("elementProperties")]=new Map,v[O("finalized")]=new Map,Ke?.({ReactiveElement:v}),(F.reactiveElementVersions??=[]).push("2.1.2");var se=h,ye=s=>s,V=se.trustedTypes,be=V?V.createPolicy("lit-html",{createHTML:s=>s}):void 0,Se="$lit$",A=`lit$${Math.random().toFixed(9).slice(2)}$`,ke="?"+A,Qe=`<${ke}>`,E=document,N=()=>E.createComment(""),j=s=>s===null||typeof s!="object"&&typeof s!="function",ne=Array.isArray,Ge=s=>ne(s)||typeof s?.[Symbol.iterator]=="function",Y=`[ 	
\f\r]`,L=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,we=/-->/g,ve=/>/g,k=RegExp(`>|${Y}(?:([^\\s"'>=/]+)(${Y}*=${Y}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),$e=/'/g,_e=/"/g,xe=/^(?:script|style|textarea|title)$/i,ie=s=>(e,...t)=>({_$litType$:s,strings:e,values:t}),g=ie(1),At=ie(2),St=ie(3),R=Symbol.for("lit-noChange"),c=Symbol.for("lit-nothing"),Ae=new WeakMap,x=E.createTreeWalker(E,129);function Ee(s,e){if(!ne(s)||!s.hasOwnProperty("raw"))throw Error("invalid template strings array");return be!==void 0?be.createHTML(e):e}var Ye=(s,e)=>{let t=s.length-1,r=[],n,i=e===2?"<svg>":e===3?"<math>":"",o=L;for(let l=0;l<t;l++){let a=s[l],p,f,u=-1,w=0;for(;w<a.length&&(o.lastIndex=w,f=o.exec(a),f!==null);)w=o.lastIndex,o===L?f[1]==="!--"?o=we:f[1]!==void 0?o=ve:f[2]!==void 0?(xe.test(f[2])&&(n=RegExp("</"+f[2],"g")),o=k):f[3]!==void 0&&(o=k):o===k?f[0]===">"?(o=n??L,u=-1):f[1]===void 0?u=-2:(u=o.lastIndex-f[2].length,p=f[1],o=f[3]===void 0?k:f[3]==='"'?_e:$e):o===_e||o===$e?o=k:o===we||o===ve?o=L:(o=k,n=void 0);let _=o===k&&s[l+1].startsWith("/>")?" ":"";i+=o===L?a+Qe:u>=0?(r.push(p),a.slice(0,u)+Se+a.slice(u)+A+_):a+A+(u===-2?l:_)}return[Ee(s,i+(s[t]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),r]},M=class s{constructor({strings:e,_$litType$:t},r){let n;this.parts=[];let i=0,o=0,l=e.length-1,a=this.parts,[p,f]=Ye(e,t);if(this.el=s.createElement(p,r),x.currentNode=this.el.content,t===2||t===3){let u=this.el.content.firstChild;u.replaceWith(...u.childNodes)}for(;(n=x.nextNode())!==null&&a.length<l;){if(n.nodeType===1){if(n.hasAttributes())for(let u of n.getAttributeNames())if(u.endsWith(Se)){let w=f[o++],_=n.getAttribute(u).split(A),I=/([.?@])?(.*)/.exec(w);a.push({type:1,index:i,name:I[2],strings:_,ctor:I[1]==="."?X:I[1]==="?"?ee:I[1]==="@"?te:T}),n.removeAttribute(u)}else u.startsWith(A)&&(a.push({type:6,index:i}),n.removeAttribute(u));if(xe.test(n.tagName)){let u=n.textContent.split(A),w=u.length-1;if(w>0){n.textContent=V?V.emptyScript:"";for(let _=0;_<w;_++)n.append(u[_],N()),x.nextNode(),a.push({type:2,index:++i});n.append(u[w],N())}}}else if(n.nodeType===8)if(n.data===ke)a.push({type:2,index:i});else{let u=-1;for(;(u=n.data.indexOf(A,u+1))!==-1;)a.push({type:7,index:i}),u+=A.length-1}i++}}static createElement(e,t){let r=E.createElement("template");return r.innerHTML=e,r}};function C(s,e,t=s,r){if(e===R)return e;let n=r!==void 0?t._$Co?.[r]:t._$Cl,i=j(e)?void 0:e._$litDirective$;return n?.constructor!==i&&(n?._$AO?.(!1),i===void 0?n=void 0:(n=new i(s),n._$AT(s,t,r)),r!==void 0?(t._$Co??=[])[r]=n:t._$Cl=n),n!==void 0&&(e=C(s,n._$AS(s,e.values),n,r)),e}var Z=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:r}=this._$AD,n=(e?.creationScope??E).importNode(t,!0);x.currentNode=n;let i=x.nextNode(),o=0,l=0,a=r[0];for(;a!==void 0;){if(o===a.index){let p;a.type===2?p=new H(i,i.nextSibling,this,e):a.type===1?p=new a.ctor(i,a.name,a.strings,this,e):a.type===6&&(p=new re(i,this,e)),this._$AV.push(p),a=r[++l]}o!==a?.index&&(i=x.nextNode(),o++)}return x.currentNode=E,n}p(e){let t=0;for(let r of this._$AV)r!==void 0&&(r.strings!==void 0?(r._$AI(e,r,t),t+=r.strings.length-2):r._$AI(e[t])),t++}},H=class s{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,r,n){this.type=2,this._$AH=c,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=r,this.options=n,this._$Cv=n?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=C(this,e,t),j(e)?e===c||e==null||e===""?(this._$AH!==c&&this._$AR(),this._$AH=c):e!==this._$AH&&e!==R&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):Ge(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==c&&j(this._$AH)?this._$AA.nextSibling.data=e:this.T(E.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:r}=e,n=typeof r=="number"?this._$AC(e):(r.el===void 0&&(r.el=M.createElement(Ee(r.h,r.h[0]),this.options)),r);if(this._$AH?._$AD===n)this._$AH.p(t);else{let i=new Z(n,this),o=i.u(this.options);i.p(t),this.T(o),this._$AH=i}}_$AC(e){let t=Ae.get(e.strings);return t===void 0&&Ae.set(e.strings,t=new M(e)),t}k(e){ne(this._$AH)||(this._$AH=[],this._$AR());let t=this._$AH,r,n=0;for(let i of e)n===t.length?t.push(r=new s(this.O(N()),this.O(N()),this,this.options)):r=t[n],r._$AI(i),n++;n<t.length&&(this._$AR(r&&r._$AB.nextSibling,n),t.length=n)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let r=ye(e).nextSibling;ye(e).remove(),e=r}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},T=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,r,n,i){this.type=1,this._$AH=c,this._$AN=void 0,this.element=e,this.name=t,this._$AM=n,this.options=i,r.length>2||r[0]!==""||r[1]!==""?(this._$AH=Array(r.length-1).fill(new String),this.strings=r):this._$AH=c}_$AI(e,t=this,r,n){let i=this.strings,o=!1;if(i===void 0)e=C(this,e,t,0),o=!j(e)||e!==this._$AH&&e!==R,o&&(this._$AH=e);else{let l=e,a,p;for(e=i[0],a=0;a<i.length-1;a++)p=C(this,l[r+a],t,a),p===R&&(p=this._$AH[a]),o||=!j(p)||p!==this._$AH[a],p===c?e=c:e!==c&&(e+=(p??"")+i[a+1]),this._$AH[a]=p}o&&!n&&this.j(e)}j(e){e===c?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},X=class extends T{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===c?void 0:e}},ee=class extends T{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==c)}},te=class extends T{constructor(e,t,r,n,i){super(e,t,r,n,i),this.type=5}_$AI(e,t=this){if((e=C(this,e,t,0)??c)===R)return;let r=this._$AH,n=e===c&&r!==c||e.capture!==r.capture||e.once!==r.once||e.passive!==r.passive,i=e!==c&&(r===c||n);n&&this.element.removeEventListener(this.name,this,r),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},re=class{constructor(e,t,r){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=r}get _$AU(){return this._$AM._$AU}_$AI(e){C(this,e)}};var Ze=se.litHtmlPolyfillSupport;Ze?.(M,H),(se.litHtmlVersions??=[]).push("3.3.3");var Re=(s,e,t)=>{let r=t?.renderBefore??e,n=r._$litPart$;if(n===void 0){let i=t?.renderBefore??null;r._$litPart$=n=new H(e.insertBefore(N(),i),i,void 0,t??{})}return n._$AI(s),n};var oe=h,S=class extends v{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Re(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return R}};S._$litElement$=!0,S.finalized=!0,oe.litElementHydrateSupport?.({LitElement:S});var Xe=oe.litElementPolyfillSupport;Xe?.({LitElement:S});(oe.litElementVersions??=[]).push("4.2.2");function d(s){return Object.assign(Object.create(null),s)}function b(s){return d({handleEvent:s})}function Pe(s){return JSON.stringify(ae(s))}function ae(s){if(Array.isArray(s)){let t=[];for(let r of s)t.push(ae(r));return Object.defineProperty(t,"toJSON",d({value:void 0}))}if(typeof s!="object"||s===null)return s;let e=d({});for(let[t,r]of Object.entries(s))e[t]=ae(r);return e}var J=class{constructor(){this.controller=new AbortController}after(e,t){this.cancel();let{signal:r}=this.controller;this.timer=setTimeout(()=>{t(r)},e)}now(e){return this.cancel(),e(this.controller.signal)}cancel(){clearTimeout(this.timer),this.controller.abort(),this.controller=new AbortController}};var Ce={en:{label:"What should your partner be or do?",hint:"Write as you would say it, in Indonesian, Japanese or English.",search:"Search",searching:"Searching …",found:"The {shown} best of {total} companies.",none:"There is no such company here.",weak:"No good partner found; these come nearest.",more:"Show more",results:"Partners",score:"Match: {band} ({percent})",understood:"Understood:","take-back":"Do not apply: {words}",retry:"Try again",separator:", ",bands:{strong:"strong",good:"good",possible:"possible",weak:"weak"},reasons:{passage:"“{words}”",name:"Its name: {words}",offers:"Offers: {words}",seeks:"Seeks: {words}",missing:"Not in the profile: {words}"},error:{unreachable:"The search for partners cannot be reached at present. Please try again later.",refused:"This page may not search any more. Please load it again; if it stays so, tell whoever runs this site.",busy:"Many people are searching at the moment. Please try again shortly.",unknown:"This company is not in the catalogue any more.",setup:"This search has not been set up completely. Please tell whoever runs this site.",unexpected:"Something went wrong. Please try again; if it stays so, tell whoever runs this site."}},id:{label:"Mitra seperti apa yang Anda cari?",hint:"Tulis dengan kalimat biasa dalam bahasa Indonesia, Jepang, atau Inggris.",search:"Cari",searching:"Sedang mencari …",found:"{shown} perusahaan paling cocok dari {total} perusahaan.",none:"Tidak ada perusahaan yang sesuai di sini.",weak:"Belum ada calon mitra yang cocok; berikut yang paling mendekati.",more:"Tampilkan lebih banyak",results:"Calon mitra",score:"Kecocokan: {band} ({percent})",understood:"Dipahami sebagai:","take-back":"Jangan terapkan: {words}",retry:"Coba lagi",separator:", ",bands:{strong:"kuat",good:"cocok",possible:"mungkin",weak:"lemah"},reasons:{passage:"“{words}”",name:"Namanya: {words}",offers:"Menawarkan: {words}",seeks:"Mencari: {words}",missing:"Tidak ada dalam profil: {words}"},error:{unreachable:"Pencarian mitra sedang tidak dapat dihubungi. Silakan coba lagi nanti.",refused:"Halaman ini tidak lagi berhak mencari. Silakan muat ulang; jika tetap begitu, beri tahu pengelola situs ini.",busy:"Saat ini banyak yang sedang mencari. Silakan coba lagi sebentar lagi.",unknown:"Perusahaan ini sudah tidak ada dalam katalog.",setup:"Pencarian ini belum disiapkan dengan lengkap. Mohon beri tahu pengelola situs ini.",unexpected:"Terjadi kesalahan. Silakan coba lagi; jika tetap begitu, beri tahu pengelola situs ini."}},ja:{label:"どのような提携先をお探しですか？",hint:"インドネシア語・日本語・英語の普段の文章で入力できます。",search:"検索",searching:"検索しています…",found:"{total}社のうち、一致度の高い{shown}社を表示しています。",none:"該当する企業はありません。",weak:"適した提携先候補は見つかりませんでした。比較的近い企業を表示します。",more:"さらに表示",results:"提携先候補",score:"一致度：{band}（{percent}）",understood:"読み取った条件：","take-back":"条件から外す：{words}",retry:"再試行",separator:"、",bands:{strong:"高い",good:"良好",possible:"可能性あり",weak:"低い"},reasons:{passage:"「{words}」",name:"企業名：{words}",offers:"提供：{words}",seeks:"求めているもの：{words}",missing:"企業データに記載なし：{words}"},error:{unreachable:"現在、提携先の検索に接続できません。しばらくしてからもう一度お試しください。",refused:"このページからは検索できなくなりました。ページを再読み込みしても変わらない場合は、サイトの管理者にお知らせください。",busy:"ただいま検索が混み合っています。少し待ってからもう一度お試しください。",unknown:"この企業は、現在カタログに登録されていません。",setup:"検索の設定が完了していません。サイトの管理者にお知らせください。",unexpected:"エラーが発生しました。もう一度お試しください。解決しない場合は、サイトの管理者にお知らせください。"}}};var tt=["en","id","ja"];function P(s){let e=(s??"").toLowerCase().split("-")[0];return tt.find(t=>t===e)??null}function Te(s){for(let e=s;e;e=rt(e)){let t=e instanceof Element?P(e.getAttribute("lang")):null;if(t)return t}return P(navigator.language)??"en"}function rt(s){return s.parentNode??(s instanceof ShadowRoot?s.host:null)}function m(s,e,t={}){return Oe(s,e).map(r=>r.name===null?r.text:t[r.name]??"").join("")}function Ue(s,e,t){return Oe(s,e).map(r=>r.name===null?g`${r.text}`:t[r.name]??g``)}function Oe(s,e){let t=Ce[e];for(let n of s.split("."))t=typeof t=="object"?t[n]:void 0;return(typeof t=="string"?t:"").split(/(\{\w+\})/).map(n=>({name:/^\{(\w+)\}$/.exec(n)?.[1]??null,text:n}))}var st=/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;function Le({result:s,answer:e,language:t,href:r,select:n}){let i=[it(s.country,t),ot(s,e,t)];return g`
    <li part="result">
      <div class="head">
        <a
          part="name"
          href=${r??c}
          rel="noopener"
          lang=${Ne(s.name,s.language)??c}
          @click=${b(n)}
          >${s.name}</a
        >
        <span class="score" part="score">${nt(s,t)}</span>
      </div>
      <p class="facts" part="facts">${i.filter(Boolean).join(" · ")}</p>
      ${s.reasons.map(o=>at(o,s,e,t))}
    </li>
  `}function nt(s,e){let t=Math.floor(Math.round(s.score*1e4)/100)/100,r=new Intl.NumberFormat(e,d({style:"percent"})).format(t);return m("score",e,{band:m(`bands.${s.band}`,e),percent:r})}function it(s,e){try{return new Intl.DisplayNames([e],d({type:"region"})).of(s)??s}catch{return s}}function ot(s,e,t){let r=s.sectors[0]?.code.slice(0,2);return e.facets.sector.find(({value:n})=>n===r)?.names[t]??""}function at(s,e,t,r){let n=(o,l=Ne(o,e.language))=>g`<span lang=${l??c}>${o}</span>`,i=(o,l)=>g`<p class="reason" part="reason">${Ue(`reasons.${o}`,r,{words:l})}</p>`;switch(s.kind){case"passage":return i("passage",n(s.partner.text));case"name":return s.partner.text===e.name?c:i("name",n(s.partner.text));case"fit":return i(s.seeker==="own"?"offers":"seeks",n(s.partner.text));case"phrases":{if(t.language===void 0)return c;let o=s.missing.map(l=>l.text).join(m("separator",r));return o?i("missing",n(o,P(t.language))):c}default:return c}}function Ne(s,e){return st.test(s)?"ja":e==="ja"?null:P(e)}function je(s){let e=s;return typeof e=="object"&&e!==null&&typeof e.total=="number"&&Array.isArray(e.results)&&Array.isArray(e.facets?.sector)}var lt=3e4,y=class extends Error{constructor(t,r=0,n="",i=""){super(i);this.reason=t;this.status=r;this.code=n}};function le(s,e,t){let{query:r,limit:n,offset:i,ignore:o}=e,l=d({});for(let[p,f]of e.filters)(l[p]??=[]).push(f);let a=Pe({query:r,limit:n,offset:i,ignore:o,filters:l});return He(s,"v1/search",t,a)}function Me(s,e,t,r,n,i){let o=new URLSearchParams([["limit",`${r}`],...n.map(l=>[...l])]);return He(s,`v1/companies/${encodeURIComponent(e)}/${t}?${o}`,i)}async function He(s,e,t,r=null){let n=[["Accept","application/json"],["Accept-Language",s.language]];s.key&&n.push(["Authorization",`Bearer ${s.key}`]),r!==null&&n.push(["Content-Type","application/json"]);let i=new AbortController,o=setTimeout(()=>i.abort(),lt),l=()=>i.abort();t.addEventListener("abort",l);try{let a=await fetch(new URL(e,s.server),d({method:r===null?"GET":"POST",headers:n,body:r,credentials:"omit",redirect:"error",signal:i.signal})),p=await a.json().catch(()=>null);if(!a.ok)throw ct(a.status,p);if(!je(p))throw new y("unexpected",a.status);return p}catch(a){throw a instanceof y?a:new y("unreachable")}finally{clearTimeout(o),t.removeEventListener("abort",l)}}function ct(s,e){let t=d(e??{}),r=typeof t.code=="string"?t.code:"",n=typeof t.title=="string"?t.title:"";return s===422?new y("unexpected",s,r,n):s===401||s===403?new y("refused",s,r):s===404?new y("unknown",s,r):s===429||s===503?new y("busy",s,r):new y("unexpected",s,r)}var qe=K`
  :host {
    display: block;
  }

  :host([hidden]) {
    display: none;
  }

  /* What the page's own styles would hand down ends here; a page changes what it means to by the
     custom properties and parts that docs/how-to/embed.md lists. */
  .frame {
    all: initial;
    color-scheme: inherit;
    display: block;
    box-sizing: border-box;
    --text: var(--mitra-text, light-dark(#1b2126, #e6e9ec));
    --muted: var(--mitra-muted, light-dark(#55606b, #a7b1ba));
    --background: var(--mitra-background, light-dark(#ffffff, #14191d));
    --border: var(--mitra-border, light-dark(#d5dce1, #37414a));
    --field: var(--mitra-field-border, light-dark(#76818b, #7f8b95));
    --tint: var(--mitra-tint, light-dark(#f3f6f7, #1d2429));
    --accent: var(--mitra-accent, light-dark(#155e75, #7cc7d8));
    --on-accent: var(--mitra-on-accent, light-dark(#ffffff, #10151a));
    --radius: var(--mitra-radius, 6px);
    padding: 1.25em;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    background: var(--background);
    color: var(--text);
    font: var(--mitra-size, medium) / 1.55
      var(
        --mitra-font,
        -apple-system,
        "Segoe UI",
        Roboto,
        "Noto Sans",
        "Noto Sans CJK JP",
        system-ui,
        sans-serif
      );
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }

  @supports not (color: light-dark(red, red)) {
    .frame {
      color-scheme: light;
      --text: var(--mitra-text, #1b2126);
      --muted: var(--mitra-muted, #55606b);
      --background: var(--mitra-background, #ffffff);
      --border: var(--mitra-border, #d5dce1);
      --field: var(--mitra-field-border, #76818b);
      --tint: var(--mitra-tint, #f3f6f7);
      --accent: var(--mitra-accent, #155e75);
      --on-accent: var(--mitra-on-accent, #ffffff);
    }
  }

  :lang(ja) {
    line-height: 1.7;
    line-break: strict;
    word-break: normal;
    font-family: var(
      --mitra-font,
      "Hiragino Sans",
      "Yu Gothic",
      "Noto Sans JP",
      "Noto Sans CJK JP",
      Meiryo,
      sans-serif
    );
  }

  p,
  ol {
    margin: 0;
    padding: 0;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    margin: 0.375em 0;
  }

  label {
    font-weight: 600;
  }

  input {
    flex: 1 1 12em;
    min-width: 0;
    box-sizing: border-box;
    padding: 0.5em 0.75em;
    border: 1px solid var(--field);
    border-radius: var(--radius);
    background: var(--background);
    color: var(--text);
    font: inherit;
  }

  button {
    box-sizing: border-box;
    min-width: 2.75em;
    min-height: 2.5em;
    padding: 0.375em 1em;
    border: 1px solid var(--accent);
    border-radius: var(--radius);
    background: var(--background);
    color: var(--accent);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }

  button[type="submit"] {
    background: var(--accent);
    color: var(--on-accent);
  }

  .restriction {
    min-height: 2em;
    padding: 0.125em 0.75em;
    border-color: var(--field);
    border-radius: 1em;
    color: var(--text);
    font-weight: 400;
  }

  button:hover,
  a:hover {
    text-decoration: underline;
  }

  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }

  .hint,
  .facts,
  .status,
  .weak {
    color: var(--muted);
    font-size: 0.9375em;
  }

  .understood {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
    margin-top: 0.75em;
    font-size: 0.9375em;
  }

  .status:not(:empty) {
    margin-top: 0.75em;
  }

  .error:not(:empty) {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75em;
    margin-top: 0.75em;
    padding: 0.75em 1em;
    border-left: 4px solid var(--accent);
    background: var(--tint);
  }

  ol {
    list-style: none;
    margin-top: 0.5em;
  }

  li {
    padding: 1em 0;
    border-top: 1px solid var(--border);
  }

  li:last-child {
    padding-bottom: 0;
  }

  .partners li:first-child {
    border-top: 0;
    padding-top: 0;
  }

  .partners ol {
    margin-top: 0;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 1em;
  }

  a {
    color: var(--accent);
    font-weight: 600;
    font-size: 1.0625em;
    text-decoration: none;
    text-underline-offset: 0.15em;
    /* At least 24 by 24 pixels to aim at. */
    padding: 0.125em 0;
  }

  .score {
    white-space: nowrap;
    font-size: 0.9375em;
  }

  .reason {
    margin-top: 0.375em;
    max-width: 46em;
  }

  .more {
    margin-top: 1em;
  }
`;var dt=100,pt=["server","key","said","limit","filters"],ut=400,ce=document.currentScript,ht=ce instanceof HTMLScriptElement&&ce.src?new URL("../../",ce.src):null,$=class extends S{constructor(){super();this.latest=new J;Object.setPrototypeOf(this.renderOptions,null),this.answer=null,this.failure=null,this.slow=!1}disconnectedCallback(){super.disconnectedCallback(),this.latest.cancel()}get language(){return P(this.said)??Te(this)}asksElse(t,...r){return[...pt,...r].some(n=>t.has(n))}async receive(t,r){let n=setTimeout(()=>this.slow=!0,ut);try{let i=await r(this.connection());return t.aborted?null:(this.failure=null,i)}catch(i){if(t.aborted)return null;let o=i instanceof y?i:new y("unexpected");this.failure=o;let{reason:l,status:a,code:p}=o;return this.tell("mitra-error",{reason:l,status:a,code:p}),null}finally{clearTimeout(n),t.aborted||(this.slow=!1)}}tell(t,r,n=!1){let i=d({detail:r,cancelable:n,bubbles:!0,composed:!0});return this.dispatchEvent(new CustomEvent(t,i))}wanted(t){let r=Math.trunc(Number(this.limit??t));return r>=1?Math.min(r,dt):t}get wantedFilters(){return[...new URLSearchParams(this.filters??"")]}list(t){let r=this.language;return g`
      <ol part="list" aria-label=${m("results",r)}>
        ${t.results.map(n=>Le({result:n,answer:t,language:r,href:this.address(n),select:i=>this.select(i,n)}))}
      </ol>
    `}alert(){return g`<div class="error" role="alert" part="error">${this.trouble()}</div>`}trouble(){let{failure:t,language:r}=this;if(!t)return c;let n=t.message||m(`error.${t.reason}`,r);return g`<span>${n}</span>${t.reason==="setup"?c:this.retry()}`}retry(){return g`<button type="button" part="button" @click=${b(()=>this.again())}>
      ${m("retry",this.language)}
    </button>`}select(t,{id:r,name:n,rank:i}){this.tell("mitra-select",{id:r,name:n,rank:i},!0)||t.preventDefault()}connection(){let t=this.server?De(this.server):ht;if(!t)throw new y("setup");let r=t.pathname.endsWith("/")?t.pathname:`${t.pathname}/`;return{server:new URL(r,t),key:this.key??"",language:this.language}}address({id:t}){let r=encodeURIComponent(t);if(this.companyUrl)return De(this.companyUrl.split("{id}").join(r))?.href??null;let{server:n,language:i}=this.connection();return new URL(`companies/${r}?lang=${i}`,n).href}};$.shadowRootOptions=d({mode:"open"}),$.styles=qe,$.properties={server:d({type:String}),key:d({type:String}),said:d({type:String,attribute:"lang"}),limit:d({type:Number}),filters:d({type:String}),companyUrl:d({type:String,attribute:"company-url"}),answer:d({state:!0}),failure:d({state:!0}),slow:d({state:!0})};function De(s){try{let e=new URL(s,document.baseURI);return e.protocol==="https:"||e.protocol==="http:"?e:null}catch{return null}}var q=class extends ${updated(e){super.updated(e),this.asksElse(e,"company","kind")&&this.again()}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.again()}again(){this.latest.now(async e=>{let t=await this.receive(e,async r=>{let{company:n,wantedFilters:i}=this;if(!n)throw new y("setup");let o=this.kind==="similar"?"similar":"matches";return Me(r,n,o,this.wanted(5),i,e)});e.aborted||(this.answer=t)})}render(){let{answer:e,language:t}=this;return g`
      <div class="frame partners" part="frame" lang=${t} aria-busy=${this.slow}>
        <p class="status" role="status" part="status">${this.status()}</p>
        ${this.alert()} ${e?.results.length?this.list(e):c}
      </div>
    `}status(){return this.slow?m("searching",this.language):this.answer?this.answer.results.length?this.answer.good_partner_found?"":m("weak",this.language):m("none",this.language):""}};q.properties={company:d({type:String}),kind:d({type:String})};var mt=300,gt=1e3,D=class extends ${constructor(){super();this.composing=!1;this.ignore=[];this.answered=""}updated(t){super.updated(t);let r=this.renderRoot.querySelector("input"),n=t.has("query")&&r&&r.value!==(this.query??"");n&&(r.value=this.query??""),(n||this.asksElse(t))&&this.start(0)}render(){let{language:t,answer:r}=this;return g`
      <div class="frame" part="frame" lang=${t} aria-busy=${this.slow}>
        <form role="search" part="form" @submit=${b(n=>this.submit(n))}>
          <label for="query" part="label">${m("label",t)}</label>
          <div class="row">
            <input
              id="query"
              part="input"
              type="search"
              autocomplete="off"
              enterkeyhint="search"
              maxlength=${gt}
              aria-describedby="hint"
              @input=${b(n=>this.written(n))}
              @compositionstart=${b(()=>this.composing=!0)}
              @compositionend=${b(()=>this.composed())}
            />
            <button type="submit" part="button">${m("search",t)}</button>
          </div>
          <p class="hint" id="hint" part="hint">${m("hint",t)}</p>
        </form>
        ${this.understood()}
        <p class="status" role="status" part="status">${this.status()}</p>
        ${this.alert()} ${r?.results.length?this.list(r):c}
        ${r&&r.results.length<r.total?this.moreButton():c}
      </div>
    `}again(){this.start(0)}written(t){!t.isComposing&&!this.composing&&this.read()}composed(){this.composing=!1,this.read()}read(){let t=this.renderRoot.querySelector("input")?.value??"";t!==this.query&&(this.query=t,this.start(mt))}submit(t){t.preventDefault(),!this.composing&&(this.query=this.renderRoot.querySelector("input")?.value??"",this.start(0))}start(t){let r=(this.query??"").trim();r!==this.answered&&(this.ignore=[]),r?this.latest.after(t,n=>this.find(r,n)):(this.latest.cancel(),this.answer=this.failure=null,this.answered="")}async find(t,r){let n=await this.receive(r,i=>le(i,this.request(t,0),r));r.aborted||(this.answer=n,this.answered=t,n&&this.report())}more(){this.latest.now(async t=>{let r=this.answer,n=r?.results.length??0,i=this.request(this.answered,n),o=await this.receive(t,l=>le(l,i,t));!o||!r||(this.answer=d({...o,results:[...r.results,...o.results]}),this.report(),await this.updateComplete,this.renderRoot.querySelectorAll("li a")[n]?.focus())})}request(t,r){let{wantedFilters:n,ignore:i}=this;return{query:t,offset:r,filters:n,ignore:i,limit:this.wanted(10)}}report(){let{answer:t,answered:r}=this;this.tell("mitra-search",{query:r,shown:t?.results.length,total:t?.total})}status(){let{answer:t,language:r}=this;if(this.slow)return m("searching",r);if(!t)return"";if(!t.results.length)return m("none",r);let n=new Intl.NumberFormat(r),i=n.format(t.results.length),o=m("found",r,{shown:i,total:n.format(t.total)});return t.good_partner_found?o:`${m("weak",r)} ${o}`}moreButton(){return g`<button class="more" type="button" part="button more" @click=${b(()=>this.more())}>
      ${m("more",this.language)}
    </button>`}understood(){let t=(this.answer?.understood??[]).filter(r=>r.applied);return t.length?g`<div class="understood" part="understood">
      <span>${m("understood",this.language)}</span>
      ${t.map(r=>this.restriction(r))}
    </div>`:c}restriction({aspect:t,quote:r}){let n=m("take-back",this.language,{words:r.text});return g`<button
      class="restriction"
      type="button"
      part="restriction"
      aria-label=${n}
      @click=${b(()=>{this.ignore=[...this.ignore,t],this.start(0),this.renderRoot.querySelector("input")?.focus()})}
    >
      ${r.text} <span aria-hidden="true">×</span>
    </button>`}};D.properties={query:d({type:String}),answered:d({state:!0})};for(let[s,e]of[["mitra-search",D],["mitra-partners",q]])customElements.get(s)||customElements.define(s,e);})();
/*! Bundled license information:

@lit/reactive-element/css-tag.js:
  (**
   * @license
   * Copyright 2019 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/reactive-element.js:
lit-html/lit-html.js:
lit-element/lit-element.js:
  (**
   * @license
   * Copyright 2017 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/is-server.js:
  (**
   * @license
   * Copyright 2022 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)
*/
